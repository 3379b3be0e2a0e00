import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findPlaces } from '../../src/app/find-places.ts'
import { projectFolder } from '../../src/app/load-config.ts'
import { loadModels } from '../../src/app/load-models.ts'

const { gazetteer } = loadModels(join(projectFolder, 'config'))
const found = (typed: string[], own: string[] = []) => {
  const places = own.map((name) => gazetteer.findPlace(name)[0]!.id)
  const result = findPlaces({ gazetteer }, typed, { places })
  return 'problem' in result ? result.problem : result.found.map(({ label }) => label)
}

it('takes the largest place of a name that is typed alone', () => {
  expect(found(['Brandon'])).toEqual(['Brandon, FL'])
})

it('takes the one in the region of a place that is certain, typed with it or the community’s own', () => {
  expect(found(['Winnipeg', 'Brandon'])).toEqual(['Winnipeg, MB', 'Brandon, MB'])
  expect(found(['Brandon'], ['Winnipeg'])).toEqual(['Brandon, MB'])
})

it('names what it does not know', () => {
  expect(found(['Winnipeg', 'Xyzzyville'])).toEqual({ key: 'problem.unknown-place', values: { place: 'Xyzzyville' } })
})
