import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'

const largestBody = 64 * 1024
const formType = 'application/x-www-form-urlencoded'

export const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host)

/**
 * Lets only requests through that name this page as their host. A name that points here from elsewhere (DNS rebinding) would
 * make other people's pages "same origin"; plain addresses cannot be made to point anywhere.
 */
export function checkHost(publicHost: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header('host') ?? ''
    const name = given.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
    const known = name === 'localhost' || isIP(name) > 0 || given === publicHost
    return known
      ? next()
      : c.text(`This page does not answer to "${given}". Set web.base_url to the address that people use.`, 421)
  }
}

/** Lets only posts through that come from this page's own windows, in the one encoding that its forms use. */
export function checkOrigin(publicHost: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const origin = c.req.header('origin')
    const from = origin && URL.canParse(origin) ? new URL(origin).host : undefined
    const sameHost = from !== undefined && (from === c.req.header('host') || from === publicHost)
    const sameSite = origin === undefined && c.req.header('sec-fetch-site') === 'same-origin'
    if (!sameHost && !sameSite) return c.text('Posts are taken from this page alone.', 403)
    const type = c.req.header('content-type')?.split(';')[0]
    return type === formType ? next() : c.text(`Send ${formType}.`, 415)
  }
}

export const limitBody = bodyLimit({ maxSize: largestBody, onError: (c) => c.text('That is too much at once.', 413) })

/** No script or style but our own files, nothing framed, nothing loaded from elsewhere. Forms need the origin: referrers stay same-origin. */
export const setHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
})
