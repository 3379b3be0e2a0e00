import { createHash } from 'node:crypto'
import type { Intent } from '../commands/intent.ts'
import { readCode, writeCode } from '../commands/one-time-code.ts'
import { problem } from '../commands/problem.ts'
import { LINK_CODE_LIFE, mayTryCodeAt } from '../members/codes.ts'
import { platformOf } from '../platforms/platform.ts'
import type { OneTimeCode, Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import type { Actor, Say } from './carry-intent.ts'
import type { Decision } from './decide.ts'

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url')

/** Makes a one-time code for this member to type elsewhere. @param life in ms. @returns the code, which is kept nowhere */
export async function giveCode(
  bot: Bot,
  tx: Queries,
  { member, community, at }: Actor,
  purpose: OneTimeCode['purpose'],
  life: number,
): Promise<string> {
  const code = writeCode(() => bot.chance.draw())
  await tx.saveCode({
    hash: hashOf(readCode(code)),
    purpose,
    communityId: community.id,
    memberId: member.id,
    until: at + life,
  })
  return code
}

/** The code that was typed, or what to say when it is none: wrong ones are counted, so that nobody can try them all. */
export async function takeCode(
  tx: Queries,
  { member, at, interaction }: Actor,
  purpose: OneTimeCode['purpose'],
  typed: string,
  say: Say,
  belongs: (code: OneTimeCode) => boolean = () => true,
): Promise<{ code: OneTimeCode } | { refused: Decision[] }> {
  if (mayTryCodeAt(member, at) !== undefined) return { refused: say('wrong-code') }
  const code = await tx.code(hashOf(typed), purpose, at)
  if (code && belongs(code)) return { code }
  return {
    refused: [{ for: 'member', memberId: member.id, event: { type: 'wrong-code-typed', at, interaction } }],
  }
}

/** `/link`: a code to type on the other side, or two members that become one by it. Only within one community. */
export async function carryLink(
  bot: Bot,
  tx: Queries,
  intent: Extract<Intent, { to: 'link' }>,
  actor: Actor,
  say: Say,
): Promise<Decision[]> {
  const { member, community, account, at, interaction } = actor
  if (!intent.code) return say('link-code', await giveCode(bot, tx, actor, 'link', LINK_CODE_LIFE))
  const found = await takeCode(tx, actor, 'link', intent.code, say, (code) => code.communityId === community.id)
  if ('refused' in found) return found.refused
  const { code } = found
  if (code.memberId === member.id) return say('invalid-input', JSON.stringify(problem('problem.own-code')))
  const other = await tx.member(code.memberId)
  const own = new Set(member.accounts.map(platformOf))
  if (other?.accounts.some((one) => own.has(platformOf(one))))
    return say('invalid-input', JSON.stringify(problem('problem.same-platform')))
  await tx.dropCode(code.hash)
  return [{ for: 'link', memberIds: [code.memberId, member.id], account, at, interaction }]
}

/** `/unlink`: the account that it is typed with goes its own way. */
export function carryUnlink({ member, account, at, interaction }: Actor, say: Say): Decision[] {
  return member.accounts.length < 2
    ? say('invalid-input', JSON.stringify(problem('problem.nothing-linked')))
    : [{ for: 'unlink', memberId: member.id, account, at, interaction }]
}
