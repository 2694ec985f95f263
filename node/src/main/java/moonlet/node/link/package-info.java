/**
 * The link between two nodes, without sockets, threads and clock.
 *
 * <pre>
 *   items, each in a lane ──▶ Lanes ──parts──▶ LinkSession ──Frames──▶ the peer's LinkSession
 *                             cuts large ones    numbers, acknowledges,      │
 *                                                repeats, bounds             ▼
 *                                                                        Reassembly ──▶ items
 *   Incarnations: which start of which node may speak at all
 * </pre>
 *
 * <p>Every part has a number. A frame says to where the writer has received the parts of the other
 * direction, and so does the Hello of a new connection; what is not acknowledged in time, or when a
 * connection begins, is sent again from the first unacknowledged part on. The receiver takes only
 * the number that is next.
 *
 * <p>Start at {@link moonlet.node.link.LinkSession}.
 */
package moonlet.node.link;
