import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/commands.ts'
import { chromiumPath } from '../servers/services.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { comeIn } from './window.ts'

const executablePath = chromiumPath()

describe.skipIf(!executablePath)('every command, typed in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    // Nobody is asleep at whatever time this runs.
    const pings = { quiet_hours: '00:00-00:00' }
    bot = await startWholeBot({ community: { name: 'The club', time_zone: 'America/Winnipeg' }, pings })
  })
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  })

  test('is answered to its author alone', async () => {
    const olive = await comeIn(browser, { address: bot.address, name: 'Olive' })
    const ben = await comeIn(browser, { address: bot.address, name: 'Ben' })
    await olive.goTo('help')
    await ben.goTo('help')

    const answers: [string, string | RegExp][] = [
      ['/help', 'I ask around for you'],
      ['/help pause', '/pause 3 days'],
      ['/ask could I borrow a ladder this weekend', /Shall I (ask around|post it for all)/],
      ['/volunteer gardening, bikes near Winnipeg', 'People may now ask you about gardening and bikes.'],
      ['/profile', 'This is what you are asked about'],
      ['/pause 3 days', 'You are asked nothing until'],
      ['/pause off', 'Welcome back'],
      ['/requests', 'You have asked nothing lately.'],
      ['/link', 'on the other side within ten minutes'],
      ['/link C4GH-72XV', "I don't know that code"],
      ['/unlink', 'there is nothing to take apart'],
      ['/recall vet in Winnipeg', 'Nothing that was solved here fits'],
      ['/privacy', 'This is what I keep about you.'],
      ['/privacy export', '"gardening"'],
      ['/stop', 'You are asked nothing any more.'],
      ['/askaround', 'Only organisers can do that.'],
    ]
    for (const [command, words] of answers) {
      const answer = await ben.run(command)
      expect(await answer.innerText(), command).toMatch(words)
      expect(await answer.innerText(), command).toContain('Only you can see this')
      expect(await ben.page.locator('.assist').isVisible(), command).toBe(false)
      if (['/help', '/privacy', '/privacy export'].includes(command))
        await look(ben.page, command.slice(1).replace(' ', '-'))
    }
    expect(await olive.page.locator('main .message').count()).toBe(0)

    await ben.write('/privacy erase')
    await look(ben.page, 'erase-form')
    await ben.dialog.getByLabel('Type the word erase').fill('erase')
    await ben.dialog.getByRole('button', { name: 'Erase', exact: true }).click()
    await ben.said('Erased: your profile').waitFor()

    const organising: [string, string | RegExp][] = [
      ['/askaround', 'How things stand in The club.'],
      ['/askaround watch #random shadow', /#random[^#]*I only count/],
      ['/askaround unwatch #random', /Changed/],
      ['/askaround watch #random', /#random[^#]*I offer to ask around/],
      ['/askaround mirror #help #random', '#help and #random'],
      ['/askaround unmirror #help #random', 'Changed'],
      ['/askaround limit 3', 'Changed'],
      ['/askaround moderators #random', /Moderators\s+#random/],
      ['/askaround support-lines CA', /Support and crisis\s+on/],
      ['/askaround moderators off', /Support and crisis\s+off/],
      ['/askaround support-lines off', 'Changed'],
      ['/askaround places Winnipeg, Brandon', 'Winnipeg, MB and Brandon, MB'],
      ['/askaround time-zone Europe/Berlin', 'Europe/Berlin'],
      ['/askaround organiser @Ben', 'Ben'],
      ['/askaround greeter @Ben', 'Please tell Ben: /profile asks'],
      ['/askaround unmet', /asked for/i],
      ['/askaround join', 'in the other server or workspace within an hour'],
      ['/askaround held drop', 'How things stand'],
    ]
    for (const [command, words] of organising) {
      const answer = await olive.run(command)
      expect.soft(await answer.innerText(), command).toMatch(words)
      if (['/askaround', '/askaround unmet'].includes(command))
        await look(olive.page, command.slice(1).replace(' ', '-'))
    }
    const typed = [...answers, ...organising]
      .map(([command]) => command)
      .concat('/askaround status', '/askaround setup', '/askaround invite')
    for (const { name, subcommands = [] } of commands)
      for (const whole of [`/${name}`, ...subcommands.map((one) => `/${name} ${one.name}`)])
        expect(
          typed.some((command) => command === whole || command.startsWith(`${whole} `)),
          whole,
        ).toBe(true)

    await olive.run('/askaround setup')
    await olive.press('Set up')
    await olive.dialog.getByLabel('Where do people ask for help?').waitFor()
    await look(olive.page, 'set-up-form')
    await olive.page.keyboard.press('Escape')

    await olive.write('/askaround invite #general')
    await olive.said('Changed').last().waitFor()
    await ben.goTo('general')
    await ben.said('Would you like to be asked about what you know?').waitFor()
    await look(ben.page, 'invitation')
    await ben.press("I'd like to help")
    await ben.fillIn({ 'What may people ask you about?': 'bikes' }, 'Yes, ask me')
    await ben.said('People may now ask you about bikes.').waitFor()
    expect(await (await ben.run('/askaround')).innerText()).toContain('How things stand')

    expect(await (await ben.run('/profile')).innerText()).toContain('you may like to greet newcomers')
    await look(ben.page, 'greeter-question')
    await ben.press("I'd like to")
    await ben.said('When somebody asks for help here for the first time').waitFor()
    await olive.goTo('help')
    await olive.write('/ask could I borrow a ladder this weekend')
    await olive.press('Post it for all')
    await ben.goTo('Askaround')
    await ben.said('Olive asks here for the first time').waitFor()
    await look(ben.page, 'newcomer-asks')
    for (const window of [olive, ben]) await window.leave()
  })
})
