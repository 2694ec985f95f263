/**
 * What processes of two nodes have with each other, without sockets, threads and clock: one of each
 * per incarnation of a peer, and the peer has its counterparts.
 *
 * <pre>
 *   a local process ──monitor, link, end──▶ RemoteRelations ──RelationItem──▶ the peer
 *        ▲                                        │  ▲
 *        └──────── EXIT, LINK_DOWN ───────────────┘  │ relations from the first instruction on
 *                                                    │
 *   a local process ──spawn, end──────────▶ RemoteSpawns ──SpawnItem──▶ the peer
 *                                            OpenRequests  asked by this node
 *                                            AskedSpawns   asked of this node
 *
 *   a mailbox fills, or has room ─────────▶ RemoteMailboxes ──FlowItem──▶ the peer
 *   a local sender waits ◀──────────────────┘
 * </pre>
 *
 * <p>They rely on the link: items arrive once, and those of the node's lane before all that were
 * added later. Start at {@link moonlet.node.remote.RemoteRelations}.
 */
package moonlet.node.remote;
