import { keepDraft } from './drafts.js'

const commands = JSON.parse(document.getElementById('commands')?.textContent ?? '[]')
const home = document.querySelector('.app')?.dataset.home

/** Whom and what the page shows can be named. */
const shownNames = () => ({
  commands,
  people: [...document.querySelectorAll('.people bdi')].map((name) => name.textContent),
  channels: [...document.querySelectorAll('.side [data-channel]')].map((link) => link.dataset.channel),
})

/** Enter sends, Shift and Enter begins a line. While one types, what fits is shown: commands, how they go on, names, emoji. */
export function watchComposers() {
  for (const composer of document.querySelectorAll('.composer')) watch(composer)
}

function watch(composer) {
  const field = composer.querySelector('textarea')
  const assist = composer.querySelector('.assist')
  const list = assist.querySelector('ul')
  let help
  let chosen = -1
  let found
  let emoji
  let complete

  // Needed by those who write.
  field.addEventListener('focus', async () => {
    complete ??= (await import('./complete.js')).complete
    if (field.value) show()
  })
  keepDraft(composer, field)
  field.addEventListener('input', () => {
    replaceShortcode()
    show()
  })
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (!assist.hidden && onList(event)) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      composer.requestSubmit()
    }
  })
  // What was clicked takes the focus first.
  field.addEventListener('blur', () => setTimeout(() => composer.contains(document.activeElement) || hide(), 150))
  composer.addEventListener('submit', hide)
  composer.addEventListener('reset', hide)
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('li')
    if (option) take(help.fits[[...list.children].indexOf(option)])
  })

  /** The arrows choose, Enter and Tab take, Escape leaves. */
  function onList({ key, shiftKey }) {
    const { fits } = help
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (step && fits.length > 0) choose((chosen + step + fits.length + (chosen < 0 && step < 0 ? 1 : 0)) % fits.length)
    else if (key === 'Escape') hide()
    else if (key === 'Enter' && !shiftKey && chosen >= 0) take(fits[chosen])
    else if (key === 'Tab' && !shiftKey && fits.length > 0) take(fits[Math.max(chosen, 0)])
    else return false
    return true
  }

  function show() {
    help =
      field.selectionStart === field.selectionEnd &&
      complete?.(field.value, field.selectionStart, { ...shownNames(), emoji, found })
    if (!help && /(^|[\s(]):[a-z0-9_+-]{2,}$/i.test(field.value.slice(0, field.selectionStart))) fetchEmoji()
    if (!help || (help.fits.length === 0 && !help.usage)) return hide()
    if (help.wants && (found?.what !== help.wants.what || found.start !== help.wants.start)) ask(help.wants)
    sayUsage(assist.querySelector('.usage'), help.usage)
    list.replaceChildren(...help.fits.map((fit, index) => optionOf(fit, `${list.id}-${index}`)))
    list.hidden = help.fits.length === 0
    assist.hidden = false
    choose(help.eager && help.fits.length > 0 ? 0 : -1)
  }

  function hide() {
    assist.hidden = true
    field.removeAttribute('aria-activedescendant')
  }

  function choose(index) {
    chosen = index
    for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', at === index)
    const option = list.children[index]
    if (option) field.setAttribute('aria-activedescendant', option.id)
    else field.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  function take({ insert }) {
    field.setRangeText(insert, help.from, field.selectionStart, 'end')
    field.focus()
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  let timer
  /** Topics and places are asked for when the typing rests. */
  function ask({ what, start }) {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const answer = await fetch(`${home}/suggest?${new URLSearchParams({ what, start })}`).catch(() => undefined)
      found = { what, start, words: answer?.ok ? await answer.json() : [] }
      if (document.activeElement === field) show()
    }, 150)
  }

  async function fetchEmoji() {
    if (emoji) return
    emoji = []
    const answer = await fetch(new URL('emoji.json', import.meta.url)).catch(() => undefined)
    if (answer?.ok) emoji = await answer.json()
    show()
  }

  /** ":wave:" becomes what it means as soon as it is written, so that it travels as such. */
  function replaceShortcode() {
    const end = field.selectionStart
    const name = /(?:^|[\s(]):([a-z0-9_+-]{1,30}):$/i.exec(field.value.slice(0, end))?.[1]?.toLowerCase()
    const line = name && emoji?.find((line) => line.split(' ').slice(1).includes(name))
    if (line && !field.value.startsWith('/')) field.setRangeText(line.split(' ')[0], end - name.length - 2, end, 'end')
  }
}

/** "/pause [for]": the part that comes now stands out; what it means stands beside it. */
function sayUsage(place, usage) {
  place.hidden = !usage
  // Who listens to it hears it once.
  if (usage && place.dataset.said === JSON.stringify(usage)) return
  place.dataset.said = JSON.stringify(usage)
  const parts = (usage?.parts ?? []).flatMap(({ text, now }) => {
    const word = document.createElement(now ? 'strong' : 'span')
    word.textContent = text
    return [word, ' ']
  })
  const says = document.createElement('span')
  says.className = 'says'
  says.textContent = usage?.says ?? ''
  place.replaceChildren(...parts, says)
}

function optionOf({ label, detail }, id) {
  const option = document.createElement('li')
  const strong = document.createElement('strong')
  strong.textContent = label
  option.append(strong, detail ? ` ${detail}` : '')
  option.id = id
  option.setAttribute('role', 'option')
  return option
}
