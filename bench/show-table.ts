import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Row = Record<string, string | number>

const documentFile = join(import.meta.dirname, '../docs/performance.md')

/** Whether what is measured goes into docs/performance.md: `npm run bench -- --write`. */
export const writes = process.argv.includes('--write')

/** Prints a table; with --write it takes the place of the first table below `heading` in docs/performance.md. */
export function showTable(heading: string, rows: Row[]): void {
  console.table(rows)
  if (writes) writeFileSync(documentFile, replaceTable(readFileSync(documentFile, 'utf8'), heading, rows))
}

/** Prints what was measured; with --write it goes into the row that begins with `what` in the first table of docs/performance.md. */
export function showMeasured(what: string, measured: string): void {
  console.log(`${what}: ${measured}`)
  if (!writes) return
  const lines = readFileSync(documentFile, 'utf8').split('\n')
  const at = lines.findIndex((line) => line.startsWith(`| ${what} |`))
  if (at < 0) throw new Error(`docs/performance.md has no row "${what}".`)
  const [, name, wanted, , ...others] = lines[at]!.split('|')
  lines[at] = ['', name, wanted, ` ${measured} `, ...others].join('|')
  writeFileSync(documentFile, lines.join('\n'))
}

function replaceTable(text: string, heading: string, rows: Row[]): string {
  const lines = text.split('\n')
  const under = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  const from = under < 0 ? -1 : lines.findIndex((line, i) => i > under && line.startsWith('|'))
  if (from < 0) throw new Error(`docs/performance.md has no table below a heading "${heading}".`)
  const after = lines.findIndex((line, i) => i > from && !line.startsWith('|'))
  return [...lines.slice(0, from), ...markdownOf(rows), ...lines.slice(after)].join('\n')
}

function markdownOf(rows: Row[]): string[] {
  const columns = Object.keys(rows[0]!)
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  const shown = (cell: string | number | undefined) =>
    typeof cell === 'number' ? cell.toLocaleString('en') : (cell ?? '')
  return [
    line(columns),
    `|${columns.map(() => '---|').join('')}`,
    ...rows.map((row) => line(columns.map((column) => shown(row[column])))),
  ]
}
