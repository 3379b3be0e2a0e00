/** What goes wrong with a request of the bot. "cut" comes before anything is stored, "store-then-…" after. */
export type Fault =
  /** Nothing yet: what follows is for a later request. */
  | { type: 'none' }
  | { type: 'status'; status: number }
  /** Answered 429. */
  | { type: 'rate-limit'; seconds: number }
  /** An answer with ok: false. */
  | { type: 'error'; error: string }
  | { type: 'stall' }
  | { type: 'cut' }
  | { type: 'store-then-cut' }
  | { type: 'store-then-status'; status: number }

/** What goes wrong with what Slack delivers. */
export type DeliveryFault = 'duplicate' | 'reorder'

/** Faults to come, used up one by one. */
export function createFaults() {
  const planned: { method: string; fault: Fault }[] = []
  let delivery: DeliveryFault | undefined
  return {
    /** The next request to this method, such as "chat.postMessage" or "response_url", meets this. */
    next(method: string, fault: Fault, times = 1) {
      for (let i = 0; i < times; i++) planned.push({ method, fault })
    },
    take(method: string): Fault | undefined {
      const index = planned.findIndex((one) => one.method === method)
      return index < 0 ? undefined : planned.splice(index, 1)[0]!.fault
    },
    /** From now on everything is delivered so; undefined: as it should be. */
    deliver(fault: DeliveryFault | undefined) {
      delivery = fault
    },
    get delivery() {
      return delivery
    },
  }
}

export type Faults = ReturnType<typeof createFaults>
