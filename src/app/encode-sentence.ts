import core from '@energetic-ai/core'

/** A tensor of TensorFlow.js. */
export interface Tensor {
  shape: number[]
  dataSync(): Float32Array
}

/** What is used of TensorFlow.js, whose types are not installed. */
interface Tensors {
  add(a: Tensor, b: Tensor | number): Tensor
  sub(a: Tensor, b: Tensor): Tensor
  mul(a: Tensor, b: Tensor | number): Tensor
  square(a: Tensor): Tensor
  rsqrt(a: Tensor): Tensor
  tanh(a: Tensor): Tensor
  softmax(a: Tensor): Tensor
  mean(a: Tensor, axis: number, keepsAxis: true): Tensor
  gather(a: Tensor, rows: Tensor): Tensor
  slice(a: Tensor, from: number[], size: number[]): Tensor
  split(a: Tensor, parts: number, axis: number): Tensor[]
  reshape(a: Tensor, shape: number[]): Tensor
  concat(parts: Tensor[], axis: number): Tensor
  transpose(a: Tensor): Tensor
  matMul(a: Tensor, b: Tensor): Tensor
  fused: { matMul(given: { a: Tensor; b: Tensor; bias: Tensor; activation?: 'relu' }): Tensor }
  tensor1d(values: number[], type: 'int32'): Tensor
  tensor2d(values: Float32Array, shape: [number, number]): Tensor
  keep(a: Tensor): Tensor
  tidy<Result>(work: () => Result): Result
}
const tf = core as unknown as Tensors

/** What the model makes of a sentence. */
export interface Encoded {
  /** The sentence as a whole: 512 numbers, of length 1. */
  vector: Float64Array
  /** What each piece comes to in its context: 512 numbers each. */
  pieces: Float32Array
}

type Dense = [weights: Tensor, bias: Tensor]
type Norm = [scale: Tensor, bias: Tensor]

/** Pieces of words that are read; the model knows places up to here. */
const MOST_PIECES = 128
/** The piece that stands for what none stands for. */
const UNKNOWN = 0
const HEADS = 4
const WIDTH = 256
const EPSILON = 1e-6

/**
 * The Universal Sentence Encoder "lite" (Cer et al. 2018): two layers of a transformer (Vaswani et al. 2017) with normalisation before each
 * part, their mean, and one layer more. It is what the model's own graph computes, to six digits. That graph is made for many sentences at once, and for
 * one spends more on its 300 steps than on the sums.
 *
 * @param weights of the model by name, as TensorFlow.js has loaded them
 * @returns what reads a sentence, given as the numbers of its pieces
 * @throws Error when a weight is missing
 */
export function createSentenceEncoder(weights: Record<string, Tensor[]>): (pieces: number[]) => Encoded {
  const names = Object.keys(weights)
  const weight = (end: string): Tensor => {
    const [name, ...others] = names.filter((one) => one.endsWith(end))
    if (!name || others.length > 0) throw new Error(`The sentence model has no weights "${end}".`)
    const [found] = weights[name]!
    // Matrices of some come as convolutions of width 1.
    return found!.shape.length === 4 ? tf.keep(tf.reshape(found!, found!.shape.slice(2))) : found!
  }
  const kept = (end: string) => weight(`${end}/ConcatPartitions/concat`)
  const normOf = (part: string): Norm => [
    kept(`${part}layer_prepostprocess/layer_norm/layer_norm_scale`),
    kept(`${part}layer_prepostprocess/layer_norm/layer_norm_bias`),
  ]
  const layerOf = (layer: string) => {
    const attention = `${layer}MultiheadAttention/`
    return {
      beforeAttention: normOf(`Encode/${layer}`),
      scale: weight(`${attention}mul/y`).dataSync()[0]!,
      seek: denseOf(`${attention}qkv_transform_single/kernel/part_0`, `${attention}qkv_transform_single/bias`),
      gather: denseOf(`${attention}output_transform_single/kernel/part_0`, `${attention}output_transform_single/bias`),
      beforeWidening: normOf(`${layer}FFN/`),
      widen: denseOf(`${layer}FFN/conv1/Tensordot/Reshape_1`, `${layer}FFN/conv1/bias`),
      narrow: denseOf(`${layer}FFN/conv2/Tensordot/Reshape_1`, `${layer}FFN/conv2/bias`),
    }
  }
  const denseOf = (matrix: string, bias: string): Dense => [weight(matrix), kept(bias)]

  const first = layerOf('Layer_0/TransformerLayer/')
  const second = layerOf('Layer_1/TransformerLayer/')
  const pieceVectors = weight('module/Embeddings_en')
  const widenInput = denseOf(
    'Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat',
    'Layer_0/TransformerLayer/dense/bias',
  )
  const last: Dense = [weight('hidden_layers/tanh_layer_0/weights'), weight('hidden_layers/tanh_layer_0/bias')]
  const places = placeVectors(weight('TimingSignal/ExpandDims_1').dataSync())

  return (pieces) => {
    const read = pieces.length > 0 ? pieces.slice(0, MOST_PIECES) : [UNKNOWN]
    const { vector, inContext } = tf.tidy(() => encode(read))
    const length = Math.hypot(...vector) || 1
    return { vector: Float64Array.from(vector, (value) => value / length), pieces: inContext }
  }

  function encode(pieces: number[]): { vector: Float32Array; inContext: Float32Array } {
    const words = tf.gather(pieceVectors, tf.tensor1d(pieces, 'int32'))
    // The model counts them twice.
    let x = tf.add(tf.mul(words, 2), tf.slice(places, [0, 0], [pieces.length, WIDTH]))
    x = tf.add(attend(first, x), dense(x, widenInput))
    x = tf.add(x, dense(widen(first, x), first.narrow))
    x = tf.add(x, attend(second, x))
    x = tf.add(x, dense(widen(second, x), second.narrow))
    return { vector: tf.tanh(dense(tf.mean(x, 0, true), last)).dataSync(), inContext: x.dataSync() }
  }
}

type Layer = { beforeAttention: Norm; scale: number; seek: Dense; gather: Dense; beforeWidening: Norm; widen: Dense }

function attend({ beforeAttention, scale, seek, gather }: Layer, x: Tensor): Tensor {
  // Head by head: products of single matrices are fast, those of several at once are not.
  const parts = tf.split(dense(normalise(x, beforeAttention), seek), 3 * HEADS, 1)
  const heads = Array.from({ length: HEADS }, (_, head) => {
    const [query, key, value] = [parts[head]!, parts[HEADS + head]!, parts[2 * HEADS + head]!]
    const attention = tf.softmax(tf.matMul(tf.mul(query, scale), tf.transpose(key)))
    return tf.matMul(attention, value)
  })
  return dense(tf.concat(heads, 1), gather)
}

const widen = ({ beforeWidening, widen: matrix }: Layer, x: Tensor) =>
  dense(normalise(x, beforeWidening), matrix, 'relu')

const dense = (a: Tensor, [b, bias]: Dense, activation?: 'relu') =>
  tf.fused.matMul({ a, b, bias, ...(activation && { activation }) })

function normalise(x: Tensor, [scale, bias]: Norm): Tensor {
  const apart = tf.sub(x, tf.mean(x, 1, true))
  const spread = tf.add(tf.mean(tf.square(apart), 1, true), EPSILON)
  return tf.add(tf.mul(tf.mul(apart, tf.rsqrt(spread)), scale), bias)
}

/** Sines and cosines of each place at all wavelengths. */
function placeVectors(rates: Float32Array): Tensor {
  const half = rates.length
  const values = new Float32Array(MOST_PIECES * WIDTH)
  for (let place = 0; place < MOST_PIECES; place++)
    for (let k = 0; k < half; k++) {
      values[place * WIDTH + k] = Math.sin(place * rates[k]!)
      values[place * WIDTH + half + k] = Math.cos(place * rates[k]!)
    }
  return tf.keep(tf.tensor2d(values, [MOST_PIECES, WIDTH]))
}
