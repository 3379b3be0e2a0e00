import { html } from 'hono/html'
import type { Field, Form } from '../../../cards/card.ts'
import type { Html } from './plain-text.ts'

/** A form that a button opens. `pressed`: the message and button that it belongs to. */
export function renderForm(
  form: Form,
  to: string,
  pressed: { message: string; action: string; subject: string },
): Html {
  const hidden = Object.entries(pressed).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form class="form" method="post" action="${to}/form" data-send>
    <h2>${form.title}</h2>
    ${hidden}${form.fields.map(renderField)}
    <p class="problem" role="alert" hidden></p>
    <div class="buttons"><button class="primary">${form.submit}</button><button class="plain" type="button" data-close>Cancel</button></div>
  </form>`
}

function renderField(field: Field): Html {
  const hint = field.hint && html`<span class="hint">${field.hint}</span>`
  const needed = field.required ? '' : html` <span class="quiet">(if you like)</span>`
  if (field.type === 'choices') {
    const chosen = field.value?.split(',') ?? []
    const boxes = (field.options ?? []).map(
      ({ value, label }) =>
        html`<label class="box"><input type="checkbox" name="field.${field.name}" value="${value}"${chosen.includes(value) ? html` checked` : ''}> ${label}</label>`,
    )
    return html`<fieldset class="field"><legend>${field.label}${needed}</legend>${hint}${boxes}</fieldset>`
  }
  return html`<label class="field"><span>${field.label}${needed}</span>${hint}${renderInput(field)}</label>`
}

function renderInput(field: Field): Html {
  const required = field.required ? html` required` : ''
  const longest = field.maxLength ? html` maxlength="${field.maxLength}"` : ''
  const name = `field.${field.name}`
  if (field.type === 'text')
    return html`<textarea name="${name}" rows="4"${required}${longest}>${'\n'}${field.value ?? ''}</textarea>`
  if (field.type === 'line')
    return html`<input name="${name}" value="${field.value ?? ''}" autocomplete="off"${required}${longest}>`
  const none = field.required ? '' : html`<option value=""></option>`
  const options = (field.options ?? []).map(
    ({ value, label }) =>
      html`<option value="${value}"${field.value === value ? html` selected` : ''}>${label}</option>`,
  )
  return html`<select name="${name}"${required}>${none}${options}</select>`
}
