import { html } from 'hono/html'
import type { Html } from './plain-text.ts'

/** A whole page. */
export const layout = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/messages.css">
<link rel="stylesheet" href="/assets/page.css">
<script type="module" src="/assets/page.js"></script>
</head>
<body>${body}</body>
</html>`

/** A page with a few words and a way on. */
export const notice = (title: string, words: Html): Html =>
  layout(title, html`<main class="card-page"><h1>${title}</h1>${words}</main>`)
