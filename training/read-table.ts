import { readFileSync } from 'node:fs'

/** Lines of a table in a file, parted by tabs. Empty lines and lines that begin with # are left out. */
export function readTable(file: URL): string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => line.split('\t').map((field) => field.trim()))
}
