import { expect, test } from 'vitest'
import { messageRef, parseConversation, parseMessage, slugFor, threadOn } from '../../../src/platforms/web/ids.ts'

test.each(['web:c:general', 'web:d:mitch', 'web:t:general.12'])('a message in %s leads back to it', (conversation) => {
  const message = messageRef(conversation, 15)
  expect(parseMessage(message)).toEqual({ conversation, number: 15 })
})

test('a thread knows its channel and its first message', () => {
  const thread = threadOn('web:m:c.general.12')!
  expect(parseConversation(thread)).toEqual({ kind: 'thread', channel: 'web:c:general', root: 'web:m:c.general.12' })
})

test('threads hang on messages of channels alone', () => {
  expect(threadOn('web:m:d.mitch.3')).toBeUndefined()
  expect(threadOn('web:m:t.general.12.15')).toBeUndefined()
})

test.each(['', 'web:c:', 'web:c:../etc', 'web:c:general\n', 'discord:c:1', 'web:t:general', 'web:x:general'])(
  '%j is no conversation',
  (ref) => expect(parseConversation(ref)).toBeUndefined(),
)

test.each(['', 'web:m:c.general', 'web:m:c.general.-1', 'web:m:c.general.1.2', 'web:m:d.a/b.1'])(
  '%j is no message',
  (ref) => expect(parseMessage(ref)).toBeUndefined(),
)

test.each([
  ['Åsa B.', 'asa-b'],
  ['  Mitch!  ', 'mitch'],
  ['李小龍', 'someone'],
])('%j stands in references as %j', (name, slug) => expect(slugFor(name)).toBe(slug))
