import { parse } from './parse.js'

const app = document.querySelector('.app')
const panel = () => document.querySelector('.inside')
let asked

/** Opens what goes on inside, or folds it away; the server remembers it for the next page. */
export async function turn(form) {
  const opens = new FormData(form).get('open') === 'yes'
  const body = new URLSearchParams(new FormData(form))
  const action = form.getAttribute('action')
  const noted = fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => {})
  if (!opens) {
    panel()?.remove()
    app.classList.remove('with-inside')
    document.querySelector('.look-inside')?.focus()
    return noted
  }
  const [fresh] = await Promise.all([read(action), loadStyles(), noted])
  if (panel()) return undefined
  app.classList.add('with-inside')
  app.append(fresh)
  document.querySelector('#inside-title').focus()
  return undefined
}

/** It is shown once it can be shown well. */
function loadStyles() {
  if (document.querySelector('link[href$="/inside.css"]')) return undefined
  const styles = document.createElement('link')
  styles.rel = 'stylesheet'
  styles.href = new URL('inside.css', import.meta.url).pathname
  document.head.append(styles)
  return new Promise((resolve) => {
    styles.addEventListener('load', resolve)
    styles.addEventListener('error', resolve)
  })
}

/** Something happened: shows it. What came while it was being read is read again. */
export async function refresh() {
  if (!panel()) return
  if (asked) {
    asked = 'again'
    return
  }
  asked = 'once'
  const fresh = await read(panel().dataset.from).catch(() => undefined)
  const again = asked === 'again'
  asked = undefined
  const list = panel()?.querySelector('.inside-list')
  if (list && fresh) bringUpToDate(list, [...fresh.querySelectorAll('.inside-list > li')])
  if (again) refresh()
}

async function read(address) {
  const answer = await fetch(address)
  if (answer.redirected || !answer.ok) throw new Error('It is not there any more.')
  return parse(await answer.text())
}

/** Leaves alone what is the same: somebody may be reading it. */
function bringUpToDate(list, fresh) {
  const known = new Map([...list.children].map((item) => [item.id, item]))
  let place = list.firstElementChild
  for (const item of fresh) {
    const old = known.get(item.id)
    known.delete(item.id)
    if (!old) {
      item.classList.add('fresh')
      list.insertBefore(item, place)
      continue
    }
    place = old.nextElementSibling
    if (old.textContent === item.textContent) continue
    const open = [...old.querySelectorAll('details')].map((details) => details.open)
    for (const [index, details] of item.querySelectorAll('details').entries()) details.open = open[index] ?? false
    old.replaceWith(item)
  }
  for (const item of known.values()) item.remove()
}
