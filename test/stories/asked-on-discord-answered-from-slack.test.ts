import { playOn } from './stage.ts'

playOn(['discord', 'slack'], ['Wanda'])
await import('./winnipeg.test.ts')
await import('./supper.test.ts')
