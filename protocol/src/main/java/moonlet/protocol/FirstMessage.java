package moonlet.protocol;

/**
 * A message that is in the mailbox of a new process before anything else can arrive.
 *
 * @param topic a topic that a program may send to
 * @param payload belongs to the new process alone
 */
public record FirstMessage(String topic, Payload payload) {}
