import { expect, test } from 'vitest'
import { stem, tokenize } from '../../src/shared/text.ts'

test('words of any script are found, with version numbers and c++ whole', () => {
  expect(tokenize('Web 2.0, C++ and Café?')).toEqual(['web', '2.0', 'c++', 'and', 'café'])
})

test('a link gives the names in its host and none of its path, a tag gives nothing', () => {
  expect(tokenize('<b class="x">see</b> https://docs.python.org/3/library?q=1')).toEqual(['see', 'docs', 'python'])
})

test('a name in code is parted at its dots and underlines', () => {
  expect(tokenize('`List.reverse_all`')).toEqual(['list', 'reverse', 'all'])
})

test('a script without spaces gives overlapping pairs', () => {
  expect(tokenize('東京都')).toEqual(['東京', '京都'])
})

test('words that belong together have one stem', () => {
  for (const family of [
    ['speak', 'speaks', 'speaking', 'speaker', 'speakers'],
    ['shop', 'shops', 'shopping', 'shopper'],
    ['bake', 'baking', 'baker'],
    ['city', 'cities'],
    ['plumber', 'plumbing', 'plumbers'],
  ]) {
    expect(new Set(family.map(stem)), family.join(' ')).toHaveLength(1)
  }
})

test('short words and words with digits keep their form', () => {
  for (const word of ['bus', 'ring', 'bring', 'ubuntu18', '2.0', 'bread']) expect(stem(word)).toBe(word)
})
