package moonlet.protocol;

/**
 * Who acts, for permissions (specification §10).
 *
 * @param meta a table of what else is known of it, or null
 */
public record Actor(String id, Payload meta) {}
