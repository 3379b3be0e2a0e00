import { parse } from './parse.js'

/** The one dialog of the page: a form keeps standing there when the message that it came from changes. */
const dialog = document.querySelector('dialog')
const toast = document.querySelector('.toast')

/** @param content a template's, cloned */
export function openForm(content) {
  dialog.replaceChildren(content)
  dialog.setAttribute('aria-label', dialog.querySelector('h2')?.textContent ?? 'Form')
  dialog.showModal()
}

export function watchDialog() {
  dialog?.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]')) dialog.close()
  })
  dialog?.addEventListener('close', () => dialog.replaceChildren())
}

/** Sends a form; what was wrong is said next to it, and what was typed stays. */
export async function sendForm(form) {
  if (form.dataset.sending) return
  form.dataset.sending = 'yes'
  const sent = form.querySelector('textarea')?.value
  const button = form.querySelector('button')
  // Not disabled: whoever pressed it by keyboard stays on it.
  button.setAttribute('aria-disabled', 'true')
  const { problem = '', problems, form: next } = await post(form)
  button.removeAttribute('aria-disabled')
  delete form.dataset.sending
  sayByField(form, problems)
  say(form.querySelector(':scope > .problem') ?? toast, problem)
  if (problem || problems) return
  if (form.closest('dialog')) dialog.close()
  if (form.matches('[data-clear]')) {
    const field = form.querySelector('textarea')
    const typed = field.value
    form.reset()
    // What was typed while it was on its way stays.
    if (typed !== sent) field.value = typed.startsWith(sent) ? typed.slice(sent.length) : typed
    field.focus()
    // What one says oneself one sees: the list begins at its end.
    form.parentElement.querySelector('.scroll').scrollTop = 0
  }
  if (next) openForm(parse(next))
}

/** What did not fit stands next to its field; the first such field is where one goes on. */
function sayByField(form, problems = {}) {
  for (const place of form.querySelectorAll('.field > .problem')) {
    const field = form.querySelector(`[aria-describedby~="${place.id}"]`)
    const said = problems[place.id.replace(/^field-|-problem$/g, '')] ?? ''
    place.textContent = said
    place.hidden = !said
    if (said) field.setAttribute('aria-invalid', 'true')
    else field.removeAttribute('aria-invalid')
  }
  form.querySelector('[aria-invalid]')?.focus()
}

async function post(form) {
  try {
    const body = new URLSearchParams(new FormData(form))
    // Not form.action: a field of that name hides it.
    const answer = await fetch(form.getAttribute('action'), {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    })
    if (answer.redirected) location.reload()
    const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {}
    return answer.ok ? said : { problem: 'That did not work. Please try again.', ...said }
  } catch {
    return { problem: 'The connection is gone. Nothing was sent; please try again.' }
  }
}

let timer
function say(place, problem) {
  place.textContent = problem
  place.hidden = !problem
  if (place !== toast || !problem) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    toast.hidden = true
  }, 8000)
}
