import { playOn } from './stage.ts'

playOn(['slack', 'discord'], ['Wanda'])
await import('./winnipeg.test.ts')
await import('./supper.test.ts')
