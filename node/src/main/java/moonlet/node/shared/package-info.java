/**
 * What the processes of one node have together: stores, events, variables, and the entries of the
 * application. No Pekko and no Lua; time comes in from outside. Each class has one lock or none,
 * and holds it for moments.
 *
 * <p>Start at {@code moonlet.node.NodeFacilities}, which gives them to the processes.
 */
package moonlet.node.shared;
