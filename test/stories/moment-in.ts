/** ms since 1970 of a local time "2026-02-10 07:53" in a zone. */
export function momentIn(zone: string, local: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    asUtc,
  )
  return asUtc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc)
}
