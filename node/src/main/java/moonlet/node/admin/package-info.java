/**
 * The admin API of a node: HTTP with JSON, for whoever operates it, and for the commands of {@code
 * moonlet} that look at a running cluster.
 *
 * <pre>
 *   HTTP ──▶ AdminServer ── Access (token) ──▶ Desk ──▶ LocalAnswers ──▶ Inspection, Operations
 *                                               │
 *                                               └──▶ OtherDesks ── Pekko ──▶ DeskActor of another
 *                                                                            node ──▶ LocalAnswers
 * </pre>
 *
 * <p>Any node answers for all: what concerns another one is asked there. Nothing in here waits for
 * a Lua process. TLS, where the node is told to, changes nothing of this: the token says who may do
 * what.
 */
package moonlet.node.admin;
