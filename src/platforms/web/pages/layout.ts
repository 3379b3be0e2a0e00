import { html } from 'hono/html'
import { assetPath } from '../assets.ts'
import type { Html } from './plain-text.ts'

/** What page.js needs at once: asked for together, not one after the other. */
const scripts = ['composer.js', 'drafts.js', 'forms.js', 'live.js', 'parse.js', 'unread.js']

/** A whole page, first shown when all of it is there, so that nothing moves while it loads. */
export const layout = (title: string, body: Html, styles: string[] = []): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${assetPath('icon.svg')}">
<link rel="stylesheet" href="${assetPath('style.css')}">
${styles.map((name) => html`<link rel="stylesheet" href="${assetPath(name)}">`)}
${scripts.map((name) => html`<link rel="modulepreload" href="${assetPath(name)}">`)}
<link rel="expect" href="#end" blocking="render">
<script type="module" src="${assetPath('page.js')}"></script>
</head>
<body>${body}<span id="end" hidden></span></body>
</html>`

/** A page with a few words and a way on. */
export const notice = (title: string, words: Html): Html =>
  layout(title, html`<main class="card-page"><h1>${title}</h1>${words}</main>`)
