import { html } from 'hono/html'
import type { Field, Form } from '../../../cards/card.ts'
import type { Html } from './plain-text.ts'

interface FormOptions {
  /** Where it is posted. */
  to: string
  /** What it belongs to, by field name. */
  about: Record<string, string>
  /** What was filled in before, when something of it did not fit. */
  values?: Record<string, string>
  /** What did not fit, by field. */
  problems?: Record<string, string>
  /** What is wrong with the whole. */
  problem?: string
  /** Where "Cancel" leads on a page of its own; in the dialog it only closes it. */
  back?: string
}

/** A form that a button or a command opens. One at a time is on the page. */
export function renderForm(form: Form, { to, about, values = {}, problems = {}, problem, back }: FormOptions): Html {
  const hidden = Object.entries({ ...about, ...(back && { back }) }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const cancel = back
    ? html`<a class="button" href="${back}">Cancel</a>`
    : html`<button class="plain" type="button" data-close>Cancel</button>`
  const heading = back ? html`<h1>${form.title}</h1>` : html`<h2>${form.title}</h2>`
  return html`<form class="form" method="post" action="${to}" data-send>
    ${heading}
    ${hidden}${form.fields.map((field) => renderField({ ...field, value: values[field.name] ?? field.value ?? '' }, problems[field.name]))}
    <p class="problem" role="alert"${problem ? '' : html` hidden`}>${problem}</p>
    <div class="buttons"><button class="primary">${form.submit}</button>${cancel}</div>
  </form>`
}

function renderField(field: Field & { value: string }, problem: string | undefined): Html {
  const id = `field-${field.name}`
  const name = `field.${field.name}`
  const needed = field.required ? '' : html` <span class="quiet">(optional)</span>`
  const hint = field.hint ? html`<span class="hint" id="${id}-hint">${field.hint}</span>` : ''
  const said = html`<span class="problem" id="${id}-problem"${problem ? '' : html` hidden`}>${problem ?? ''}</span>`
  const told = html`aria-describedby="${id}-problem${field.hint ? ` ${id}-hint` : ''}"${problem ? html` aria-invalid="true"` : ''}`
  if (field.type === 'choices') {
    const chosen = field.value.split(',')
    const boxes = (field.options ?? []).map(
      ({ value, label }) =>
        html`<label class="box"><input type="checkbox" name="${name}" value="${value}"${chosen.includes(value) ? html` checked` : ''}> ${label}</label>`,
    )
    return html`<fieldset class="field" ${told}><legend>${field.label}${needed}</legend>${hint}${boxes}${said}</fieldset>`
  }
  return html`<div class="field"><label for="${id}">${field.label}${needed}</label>${hint}${renderInput(field, html`id="${id}" name="${name}" ${told}`)}${said}</div>`
}

function renderInput(field: Field & { value: string }, named: Html): Html {
  const required = field.required ? html` required` : ''
  // No maxlength: browsers cut what is pasted without a word. What is too long is said when it is sent.
  if (field.type === 'text')
    return html`<textarea ${named} rows="4" dir="auto"${required}>${'\n'}${field.value}</textarea>`
  if (field.type === 'line' || field.type === 'member')
    return html`<input ${named} value="${field.value}" autocomplete="off" dir="auto"${required}>`
  const none = field.required && field.value ? '' : html`<option value=""></option>`
  const options = (field.options ?? []).map(
    ({ value, label }) =>
      html`<option value="${value}"${field.value === value ? html` selected` : ''}>${label}</option>`,
  )
  return html`<select ${named}${required}>${none}${options}</select>`
}
