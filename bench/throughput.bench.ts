import { parseArgs } from 'node:util'
import { createCountingPlatform } from './counting-platform.ts'
import { chat, type OpenRequest, openRequests, press, submit, writeInThread } from './open-requests.ts'
import { showMeasured, showTable } from './show-table.ts'
import { accountOf, CHANNEL, openTown, together } from './town.ts'

/**
 * Events a second through the whole loop, on a SQLite file with full durability, and how that grows with members and open requests.
 * `node bench/throughput.bench.ts [--members N --requests N]` measures one case alone.
 *
 * An event is one of: a message in a request's thread (60%), a press (15%), a form (10%), a message in a watched channel that is no
 * request (15%). Three members write in each thread, besides the asker. All come as a platform delivers them, 128 at a time, spread over all open requests; each counts once it is accepted, which
 * is after it is synced to disk, and the time runs until all that they owe (cards sent, cards edited) is performed and synced as well.
 */
const { values: given } = parseArgs({
  options: { members: { type: 'string' }, requests: { type: 'string' }, write: { type: 'boolean' } },
})
const AT_ONCE = 128

async function measure(members: number, requests: number, events: number) {
  const platform = createCountingPlatform()
  const town = await openTown({ members, platform })
  const open = await openRequests(town, requests)
  const before = { ...platform.counts }
  const cpu = process.cpuUsage()
  const accepting = await together(events, AT_ONCE, (i) => town.accept(eventOf(i, open, members)))
  const rest = performance.now()
  await town.loop.settle()
  const seconds = accepting + (performance.now() - rest) / 1000
  const used = process.cpuUsage(cpu)
  const row = {
    members,
    'open requests': open.length,
    'events a second': Math.round(events / seconds),
    'µs of processor each': Math.round((used.user + used.system) / events),
    'sent each': ((platform.counts.sent - before.sent) / events).toFixed(2),
    'edited each': ((platform.counts.edited - before.edited) / events).toFixed(2),
    'owed after the last, s': (seconds - accepting).toFixed(2),
  }
  await town.close()
  return row
}

/** Which event is the i-th: the same for every run. */
function eventOf(i: number, open: OpenRequest[], members: number) {
  const at = (i * 7) % open.length
  const request = open[at]!
  // Three people help with each request, and say more than one thing.
  const somebody = accountOf((at * 13 + (i % 3)) % members)
  const ping = request.pings[Math.floor(i / open.length) % Math.max(1, request.pings.length)]
  const turn = i % 20
  if (turn < 9)
    return writeInThread(somebody, request, `Try the one behind the station, number ${i}; they were kind to us.`)
  if (turn < 12) return writeInThread(request.asker, request, `Thank you, I will call them. (${i})`)
  if (turn < 15) {
    const action = ['ping.why', 'ping.not-now', 'ping.why'][turn - 12]!
    return ping ? press(ping.account, `count:d:${ping.account.slice(8)}`, action, ping.pingId) : chat(i)
  }
  if (turn < 17)
    return submit(somebody, CHANNEL, 'request.suggest', request.requestId, { text: `Ask at the library desk, ${i}.` })
  return chat((i * 13) % members)
}

if (given.members || given.requests) {
  console.table([await measure(Number(given.members ?? 1000), Number(given.requests ?? 500), 8000)])
} else {
  const cases = [
    [1000, 500, 8000],
    [1000, 10, 200],
    [1000, 100, 2000],
    [1000, 1000, 8000],
    [10_000, 500, 8000],
    [50_000, 500, 8000],
  ] as const
  const table = []
  for (const [members, requests, events] of cases) table.push(await measure(members, requests, events))
  showTable('Events a second', table)
  showMeasured('events through the whole loop', `${table[0]!['events a second'].toLocaleString('en')} a second`)
}
