import { watchComposers } from './composer.js'
import { openForm, sendForm, watchDialog } from './forms.js'
import { followChanges } from './live.js'

// Where somebody signs in, the browser says which time zone and language are theirs.
for (const field of document.querySelectorAll('[data-time-zone]'))
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone
for (const field of document.querySelectorAll('[data-locale]')) field.value = navigator.language

document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.matches('[data-opens]')) {
    event.preventDefault()
    openForm(form.querySelector('template').content.cloneNode(true))
  } else if (form.matches('[data-send]')) {
    event.preventDefault()
    sendForm(form)
  } else if (form.matches('[data-inside]')) {
    event.preventDefault()
    import('./inside.js').then(({ turn }) => turn(form))
  }
})

// A menu near the end of the messages opens upwards.
document.addEventListener(
  'toggle',
  (event) => {
    const menu = event.target
    if (!menu.matches('details.actions')) return
    const frame = menu.closest('.scroll').getBoundingClientRect()
    menu.classList.toggle('up', menu.getBoundingClientRect().top > (frame.top + frame.bottom) / 2)
  },
  true,
)

// A menu closes when something else is clicked, or with Escape.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open], details.actions[open]'))
    if (!menu.contains(event.target) || event.target.closest('.menu-items button')) menu.open = false
})
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && event.target.closest?.('details[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})

watchDialog()
watchComposers()
followChanges()
