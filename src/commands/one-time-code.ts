/** Letters and digits that nobody takes for one another, and that make no words. */
const ALPHABET = '23456789CFGHJMPQRVWX'
const LENGTH = 8

/**
 * A code to be read in one place and typed in another: "C4GH-72XV".
 * @param draw a whole number from 0 to below 2^32, each equally likely, and not to be foreseen
 */
export function writeCode(draw: () => number): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[draw() % ALPHABET.length]!)
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** Whether this can be such a code, and is no name. */
export const looksLikeCode = (typed: string): boolean =>
  !typed.includes('#') && new RegExp(`^[${ALPHABET}]{${LENGTH}}$`, 'u').test(readCode(typed))

/** A code as people type it, in the form in which it is compared: "c4gh 72xv" is "C4GH72XV". */
export const readCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '')
