import { answer, type Rule } from './change.ts'

export const onWhyAsked: Rule<'why-asked'> = (request, event) => ({
  request,
  effects: answer(event, 'why-me', event.pingId),
})
