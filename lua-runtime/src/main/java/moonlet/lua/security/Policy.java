package moonlet.lua.security;

import java.util.List;
import java.util.Set;

/**
 * What is allowed or denied.
 *
 * @param id of its {@code security.policy} entry
 * @param groups ids of the named scopes that it belongs to
 * @param actions it is about the actions that one of these matches
 * @param resources and the resources that one of these matches
 * @param effect what it says of them
 * @param conditions all of them have to hold
 */
public record Policy(
        String id,
        Set<String> groups,
        List<NamePattern> actions,
        List<NamePattern> resources,
        Decision effect,
        List<Condition> conditions) {
    public Policy {
        groups = Set.copyOf(groups);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    boolean isAbout(String action) {
        return isMeant(actions, action);
    }

    /** Its effect, or undefined where it does not apply. */
    public Decision evaluate(AccessRequest request) {
        return isAbout(request.action())
                        && isMeant(resources, request.resource())
                        && allHold(request)
                ? effect
                : Decision.UNDEFINED;
    }

    private boolean allHold(AccessRequest request) {
        for (Condition condition : conditions) {
            if (!condition.holds(request)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMeant(List<NamePattern> patterns, String name) {
        for (NamePattern pattern : patterns) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
