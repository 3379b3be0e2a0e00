/** What is half written stays for this window, also when another conversation is looked at in between. */
export function keepDraft(composer, field) {
  const key = `draft ${location.pathname.split('/')[2]} ${composer.elements.conversation.value}`
  field.value ||= sessionStorage.getItem(key) ?? ''
  const save = () => {
    if (field.value) sessionStorage.setItem(key, field.value)
    else sessionStorage.removeItem(key)
  }
  field.addEventListener('input', save)
  // A form is emptied after its event.
  composer.addEventListener('reset', () => queueMicrotask(save))
}
