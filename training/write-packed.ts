import { writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

/** Writes `config/models/NAME`, JSON packed with Brotli, and says how many bytes it took. */
export function writePacked(name: string, content: object): void {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  const packed = brotliCompressSync(JSON.stringify(content), { params })
  console.log(`${name}: ${packed.length} bytes`)
  writeFileSync(new URL(`../config/models/${name}`, import.meta.url), packed)
}
