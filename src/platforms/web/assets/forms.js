/** The one dialog of the page: a form keeps standing there when the message that it came from changes. */
const dialog = document.querySelector('dialog')
const toast = document.querySelector('.toast')

export function openForm(template) {
  dialog.replaceChildren(template.content.cloneNode(true))
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
  const button = form.querySelector('button')
  button.disabled = true
  const problem = await post(form)
  button.disabled = false
  delete form.dataset.sending
  const place = form.querySelector('.problem') ?? toast
  say(place, problem)
  if (problem) return
  if (form.closest('dialog')) dialog.close()
  if (form.matches('[data-clear]')) {
    form.reset()
    form.querySelector('textarea').focus()
  }
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
    const { problem } = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {}
    return problem ?? (answer.ok ? '' : 'That did not work. Please try again.')
  } catch {
    return 'The connection is gone. Nothing was sent; please try again.'
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
