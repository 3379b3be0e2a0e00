import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineY, plot } from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** How an engine did with so many pieces of evidence. */
export interface Point {
  engine: string
  pieces: number
  /** Milliseconds of the median search. */
  median: number
  /** To take everything in. */
  seconds: number
  megabytes: number
}

const file = join(import.meta.dirname, '../docs/pictures/growth.svg')
const panels = [
  { value: 'median', title: 'A search for the best fifty, ms' },
  { value: 'seconds', title: 'Taking everything in, s' },
  { value: 'megabytes', title: 'Memory, MB' },
] as const
const [WIDTH, HEIGHT, TOP] = [330, 300, 36]
/** Lines stand apart by their dashes too. */
const dashes = ['', '7 3', '2 3', '9 3 2 3']

/** Colours that the colour-blind tell apart too (after Okabe and Ito), darker on white and lighter on black; how one's screen is set decides. */
const style = `
  svg { --paper: #ffffff; --s0: #0072b2; --s1: #007a5a; --s2: #b34700; --s3: #8a4b78; color: #24292f; font-family: system-ui, sans-serif }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --s0: #56b4e9; --s1: #3fc79a; --s2: #f0a35e; --s3: #d99ac5; color: #e6edf3 }
  }`

/** Draws how each engine grows, both axes logarithmic, into docs/pictures/growth.svg. */
export function drawGrowth(points: Point[]): void {
  const engines = [...new Set(points.map(({ engine }) => engine))]
  const [width, height] = [panels.length * WIDTH, TOP + HEIGHT]
  const legend = engines.map((engine, i) => {
    const x = 16 + (i * width) / engines.length
    return `<path d="M${x},20h36" ${stroke(i)}/><text x="${x + 44}" y="24" font-size="13">${engine}</text>`
  })
  const drawn = panels.map(
    (panel, i) =>
      `<g transform="translate(${i * WIDTH},${TOP})" font-size="11">${drawPanel(points, engines, panel)}</g>`,
  )
  writeFileSync(
    file,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="currentColor" role="img">
<title>Time of a search, time to take everything in, and memory, by pieces of evidence</title>
<style>${style}
</style>
<rect width="100%" height="100%" style="fill: var(--paper)"/>
${legend.join('\n')}
${drawn.join('\n')}
</svg>
`,
  )
}

const stroke = (i: number) =>
  `fill="none" stroke-width="2" stroke-dasharray="${dashes[i]}" style="stroke: var(--s${i})"`

function drawPanel(points: Point[], engines: string[], { value, title }: (typeof panels)[number]): string {
  const { document } = parseHTML('<html></html>')
  const drawn = plot({
    document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 50,
    marginRight: 20,
    marginTop: 34,
    x: { type: 'log', label: 'pieces of evidence', grid: true, ticks: 4, tickFormat: '~s' },
    y: { type: 'log', label: title, grid: true, ticks: 5, tickFormat: '~r', labelArrow: 'none' },
    marks: engines.map((engine, i) =>
      lineY(
        points.filter((one) => one.engine === engine),
        {
          x: 'pieces',
          y: value,
          stroke: `var(--s${i})`,
          strokeWidth: 2,
          strokeDasharray: dashes[i]!,
        },
      ),
    ),
  })
  drawn.querySelector('style')?.remove()
  return `<g text-anchor="middle">${drawn.innerHTML}</g>`
}
