/**
 * The threads on which all processes of a node run, as an executor that Pekko's dispatcher uses.
 *
 * <pre>
 *   a process sends, on a worker ──▶ LocalQueue of that worker ─┐
 *   anything else ──▶ global queue ◀── a process whose slice    ├──▶ PoolWorker.run
 *                                      is over                  │
 *   a worker with nothing to do ──────── steals ────────────────┘
 *
 *   a link reads a message ──▶ LocalQueue of its Visitor ──▶ Visitor.endBatch
 * </pre>
 *
 * <p>Start at {@link moonlet.node.dispatch.FairExecutor}. Pekko's fork-join pool starves here: four
 * endless processes that are preempted correctly keep new ones from ever running.
 */
package moonlet.node.dispatch;
