import { expect, it } from 'vitest'
import { unpackWeights } from '../../src/understanding/unpack-weights.ts'

const packed = Buffer.from(Int8Array.of(-127, -1, 0, 1, 127).buffer).toString('base64')

it('weights come out as they were packed, those below zero too', () => {
  expect([...unpackWeights(packed, 5, 'train-kinds.ts')]).toEqual([-127, -1, 0, 1, 127])
})

it('weights of another number are refused, and the error says how to make them anew', () => {
  expect(() => unpackWeights(packed, 6, 'train-kinds.ts')).toThrow(
    /5 weights instead of 6.*node training\/train-kinds\.ts/,
  )
})
