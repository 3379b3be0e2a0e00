import { playOn } from './stage.ts'

playOn(['slack'])
await import('./winnipeg.test.ts')
await import('./supper.test.ts')
await import('./vet.test.ts')
await import('./projector.test.ts')
await import('./moving.test.ts')
await import('./popchips.test.ts')
await import('./frustrated.test.ts')
await import('./nobody-to-ask.test.ts')
await import('./helpers.test.ts')
await import('./help-desk.test.ts')
await import('./asked-twice.test.ts')
