import { expect, test } from 'vitest'
import { createLive, type LiveChange } from '../../../src/platforms/web/live.ts'

const change = (message: string): LiveChange => ({ type: 'message', conversation: 'web:c:general', message })

test('who gives the last id seen is told exactly what came after it', () => {
  const live = createLive()
  live.publish(change('one'))
  const seen = live.last()
  live.publish(change('two'))
  live.publish(change('three'))
  const { missed } = live.subscribe(() => {}, seen)
  expect(missed).toMatchObject([{ change: change('two') }, { change: change('three') }])
  expect(live.subscribe(() => {}, live.last()).missed).toEqual([])
})

test('who gives no id is told what comes from now on', () => {
  const live = createLive()
  live.publish(change('before'))
  const heard: string[] = []
  const { missed, stop } = live.subscribe(({ message }) => heard.push(message!))
  live.publish(change('after'))
  stop()
  live.publish(change('too late'))
  expect([missed, heard]).toEqual([[], ['after']])
})

test.each(['other-run.1', 'nonsense', ''])('the id %j is from no time that is known', (id) => {
  const live = createLive()
  live.publish(change('one'))
  expect(live.subscribe(() => {}, id).missed).toBe('unknown')
})

test('who was away for too long reads everything anew', () => {
  const live = createLive()
  const start = live.last()
  for (let i = 0; i < 2000; i++) live.publish(change(`message ${i}`))
  expect(live.subscribe(() => {}, start).missed).toHaveLength(2000)
  for (let i = 0; i < 10_000; i++) live.publish(change(`message ${i}`))
  expect(live.subscribe(() => {}, start).missed).toBe('unknown')
})
