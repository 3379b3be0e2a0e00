import { join } from 'node:path'
import type { MeaningOf } from './look-again.ts'

/** What texts mean, read in this very thread, for commands; undefined where the optional packages are not installed. */
export async function openMeanings(): Promise<MeaningOf | undefined> {
  const module = await import('./read-meanings.ts').catch(() => undefined)
  const reader = await module?.openMeaningReader(join(import.meta.dirname, '../../config/models'))
  return reader && (async (text) => (await reader.readRequest(text))?.meaning)
}
