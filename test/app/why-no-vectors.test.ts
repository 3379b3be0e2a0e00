import { expect, it } from 'vitest'
import { whyNoVectors } from '../../src/app/why-no-vectors.ts'

const GIGABYTE = 1024 ** 3
const installed = (name: string) => name

it('sentence vectors are to be had on a machine with enough memory, where their packages are installed', () => {
  expect(whyNoVectors({ memory: GIGABYTE, resolve: installed })).toBeUndefined()
})

it('too little memory is named, and what there is', () => {
  expect(whyNoVectors({ memory: GIGABYTE / 2, resolve: installed })).toMatch(/1 GB .* 512 MB/)
})

it('so are missing packages', () => {
  const missing = () => {
    throw new Error('Cannot find module')
  }
  expect(whyNoVectors({ memory: GIGABYTE, resolve: missing })).toMatch(/not installed/)
})
