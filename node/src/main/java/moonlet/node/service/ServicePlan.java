package moonlet.node.service;

import moonlet.node.app.Entry;
import moonlet.node.app.Lifecycle;

/**
 * What the supervisor knows of a service.
 *
 * @param singleton whether it starts only while this node is the one to run it
 */
public record ServicePlan(String id, boolean singleton, Lifecycle lifecycle) {
    public static ServicePlan of(Entry.ServiceEntry entry) {
        return new ServicePlan(entry.id(), entry.singleton(), entry.lifecycle());
    }
}
