package moonlet.lua.process;

import moonlet.protocol.Payload;

/** Events that processes of one node tell each other (specification §7.4, {@code events}). */
public interface EventBus {
    /** How many events wait for one subscriber; more are dropped, and counted. */
    int WAITING_MAX = 64;

    /** Of one process; it ends with it. */
    interface Subscription {
        /** The process took one event, which makes room for another. */
        void taken();

        /** How many events found no room. */
        long dropped();

        void close();
    }

    /**
     * From here on the events that match come as messages of {@code topic}.
     *
     * @return the subscription, or why there can be no more of them
     */
    Outcome<Subscription> subscribe(EventPattern system, EventPattern kind, String topic);

    /** Ends all subscriptions of this process. */
    void closeAll();

    /**
     * Gives an event to whom it concerns.
     *
     * @param event can be read any number of times
     * @return how many subscriptions were looked at, which is what it cost
     */
    int send(String system, String kind, Payload event);
}
