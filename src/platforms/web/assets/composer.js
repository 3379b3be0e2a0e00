import { keepDraft } from './drafts.js'

const commands = [...document.querySelectorAll('#commands option')].map((option) => ({
  name: option.value,
  description: option.textContent,
}))

/** Enter sends, Shift and Enter begins a line; a slash shows the commands that fit. */
export function watchComposers() {
  for (const composer of document.querySelectorAll('.composer')) {
    const field = composer.querySelector('textarea')
    const list = composer.querySelector('.suggestions')
    keepDraft(composer, field)
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      composer.requestSubmit()
    })
    field.addEventListener('input', () => suggest(field, list))
    composer.addEventListener('keydown', (event) => walk(event, field, list))
    composer.addEventListener('submit', () => {
      list.hidden = true
    })
  }
}

/** The arrows go through the commands that fit; Escape leaves them. */
function walk(event, field, list) {
  if (list.hidden) return
  const stops = [field, ...list.querySelectorAll('button')]
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) {
    event.preventDefault()
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length)?.focus()
  } else if (event.key === 'Escape') {
    list.hidden = true
    field.focus()
  }
}

function suggest(field, list) {
  const typed = field.value.toLowerCase()
  const fitting = /^\/[a-z-]*$/.test(typed) ? commands.filter(({ name }) => name.startsWith(typed)) : []
  list.replaceChildren(...fitting.map((command) => suggestion(command, field, list)))
  list.hidden = fitting.length === 0
}

function suggestion({ name, description }, field, list) {
  const button = document.createElement('button')
  const strong = document.createElement('strong')
  strong.textContent = name
  button.type = 'button'
  button.append(strong, ` ${description}`)
  button.addEventListener('click', () => {
    field.value = name
    list.hidden = true
    field.focus()
  })
  const item = document.createElement('li')
  item.append(button)
  return item
}
