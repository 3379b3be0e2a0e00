import { frustrated } from './stories/frustrated.ts'
import { supper } from './stories/supper.ts'
import { winnipeg } from './stories/winnipeg.ts'

/** What can be watched, in the order in which the page offers it. */
export const stories = [winnipeg, supper, frustrated]
