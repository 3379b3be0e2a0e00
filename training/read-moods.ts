import { readdirSync } from 'node:fs'
import { hashText } from './read-examples.ts'
import { readTable } from './read-table.ts'

/** A message of our own: of somebody in danger, of somebody who is low, or one that only sounds so. */
export interface MoodExample {
  sort: 'crisis' | 'low' | 'alike'
  text: string
  /** ISO 639-1, or "hien" for Hindi in Latin letters with English. */
  language: string
  /** Whose hand wrote it, as the name of its file says. */
  hand: string
  /** Kept apart: measures, never trains. */
  apart: boolean
}

/** One in three never trains. Which ones follows from their text alone, so it was settled before anything was fitted. */
const ONE_IN = 3

/** The examples in the folder moods/: a file or more for each language, in each line its sort and the text. */
export function readMoods(): MoodExample[] {
  const folder = new URL('moods/', import.meta.url)
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) =>
      readTable(new URL(file, folder)).map(([sort, text]) => ({
        sort: sort as MoodExample['sort'],
        text: text!,
        language: file.split(/[-.]/u)[0]!,
        hand: /-(.+)\./u.exec(file)?.[1] ?? 'oldest',
        apart: (hashText(text!) >>> 8) % ONE_IN === 0,
      })),
    )
}
