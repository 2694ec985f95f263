package moonlet.protocol.wire;

/**
 * What one node says to another over their link, in order. A node that reads an item of a kind it
 * does not know counts and skips it.
 */
public sealed interface Item
        permits ProcessItem, RelationItem, AccessItem, FlowItem, SpawnItem, NameItem {}
