/** Markup of the server's as nodes. */
export function parse(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}
