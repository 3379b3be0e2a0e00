import type { Suggest } from '../platform.ts'

const longestStart = 60

/** What the page asks for while somebody types; nothing where it cannot be meant. */
export async function suggestFor(
  suggest: Suggest | undefined,
  { account, spaces }: { account: string; spaces: string[] },
  { what, start = '' }: Record<string, string | undefined>,
): Promise<string[]> {
  if (!suggest || (what !== 'topics' && what !== 'places') || start.length > longestStart) return []
  return suggest({ what, start, account, spaces })
}
