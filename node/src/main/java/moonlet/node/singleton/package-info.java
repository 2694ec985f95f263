/**
 * Where a singleton runs, without Pekko, threads and clock: one node at a time, also while nodes do
 * not know yet that the cluster has taken them down.
 *
 * <pre>
 *   the cluster ──assigned, handOver──▶ Singleton ──begin, end──▶ the services of this node
 *               ──who was lost───▶ LostNodes │
 *                                            ├──await──▶ are the lost nodes proved gone?
 *   this node drains ──drain──▶ Singleton ───┴──lend──▶ borrow, at the Singleton of the next node
 *   links ──who has heard this node──▶ Lease ──▶ may its process have a turn now?
 * </pre>
 *
 * <p>A node that takes a singleton over waits for longer than the {@code Lease} of the node that
 * was lost lasts. Start at {@link moonlet.node.singleton.Singleton}.
 */
package moonlet.node.singleton;
