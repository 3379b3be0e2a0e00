import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/commands.ts'
import { type Parsed, parseCommandText } from '../../src/commands/parse-command.ts'
import { cards } from '../cards/sample-views.ts'

const parse = (line: string): Parsed => {
  const [, name, rest = ''] = /^\/(\S+)\s*(.*)$/s.exec(line)!
  return parseCommandText(commands.find((command) => command.name === name)!, rest)
}
const values = (line: string) => parse(line).values
const refusal = (line: string) => {
  const { problem } = parse(line)
  return problem && cards.explain(problem)
}

describe('the declarations', () => {
  const parts = commands.flatMap((command) => [
    command,
    ...(command.subcommands ?? []),
    ...[command, ...(command.subcommands ?? [])].flatMap(({ options }) => options),
  ])

  it('keep within what platforms register: names of 32 characters, descriptions of 100, 25 of each', () => {
    expect(parts.filter(({ name }) => !/^[a-z][a-z-]{0,31}$/.test(name))).toEqual([])
    expect(parts.filter(({ description }) => description.length === 0 || description.length > 100)).toEqual([])
    expect(commands.filter(({ options, subcommands = [] }) => options.length > 25 || subcommands.length > 25)).toEqual(
      [],
    )
  })

  it('put required options first, and at most one text, which takes the rest', () => {
    const all = commands.flatMap((command) => [command, ...(command.subcommands ?? [])])
    const orders = all.map(({ options }) => options.map(({ required }) => required))
    expect(orders.filter((order) => order.lastIndexOf(true) > order.indexOf(false) && order.includes(false))).toEqual(
      [],
    )
  })

  it('have help with an example of each command', () => {
    expect(commands.filter(({ name, help }) => !help.includes(`\n/${name}`))).toEqual([])
  })

  it('give examples that are valid themselves', () => {
    const examples = commands.flatMap(({ help }) => help.split('\n').slice(1))
    expect(examples.filter((example) => parse(example).problem)).toEqual([])
  })
})

describe('a command typed as text', () => {
  it('takes all that follows as the text', () => {
    expect(values('/ask need a ladder, #2 or longer')).toEqual({ text: 'need a ladder, #2 or longer' })
    expect(values('/pause 3 days')).toEqual({ for: '3 days' })
    expect(values('/volunteer')).toEqual({})
  })

  it('finds each option by what it looks like, in any order', () => {
    const watch = { subcommand: 'watch', channel: '#help', mode: 'shadow' }
    expect(values('/askaround watch #help shadow')).toEqual(watch)
    expect(values('/askaround watch Shadow #help')).toEqual(watch)
    expect(values('/askaround organiser @ada')).toEqual({ subcommand: 'organiser', member: '@ada' })
    expect(values('/askaround watch <#C123|help>')).toEqual({ subcommand: 'watch', channel: '<#C123|help>' })
    expect(values('/askaround watch web:c:help')).toEqual({ subcommand: 'watch', channel: 'web:c:help' })
  })

  it('takes a channel or a name without its sign where one is needed', () => {
    expect(values('/askaround mirror help #b')).toEqual({ subcommand: 'mirror', channel: '#b', other: 'help' })
    expect(values('/askaround organiser ada')).toEqual({ subcommand: 'organiser', member: 'ada' })
  })

  it('shows how things stand when no subcommand is named', () => {
    expect(values('/askaround')).toEqual({ subcommand: 'status' })
    expect(values('/askaround STATUS')).toEqual({ subcommand: 'status' })
  })

  it('names the nearest subcommand when it knows none of that name', () => {
    expect(refusal('/askaround wacht #help')).toContain(
      '/askaround has no “wacht”. Did you mean /askaround watch? All of them: status, setup, watch,',
    )
  })

  it('names the choices when it does not know one', () => {
    expect(refusal('/askaround watch #help loud')).toBe(
      '/askaround watch does not take “loud” there. It takes one of: offer, desk, command, shadow.',
    )
    expect(refusal('/privacy delete')).toContain('It takes one of: show, export, erase.')
  })

  it('says what is too much', () => {
    expect(refusal('/stop it now')).toBe('/stop takes nothing more than that: please leave out “it now”.')
  })
})
