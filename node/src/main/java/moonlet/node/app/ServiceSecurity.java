package moonlet.node.app;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * With which actor and scope a service starts: {@code lifecycle.security}.
 *
 * @param actor id of the actor; null for none
 * @param actorMeta what else is known of it
 * @param hasScope whether there is a scope at all, which may be empty
 * @param policies ids of policies in the scope
 * @param groups ids of named scopes whose policies are in it too
 */
public record ServiceSecurity(
        String actor,
        Map<String, Object> actorMeta,
        boolean hasScope,
        Set<String> policies,
        Set<String> groups) {
    private static final Set<String> FIELDS = Set.of("actor", "policies", "groups");
    private static final Set<String> ACTOR_FIELDS = Set.of("id", "meta");

    static ServiceSecurity read(FieldReader lifecycle, Definition definition) {
        FieldReader security = lifecycle.inside("security");
        security.warnOfUnknown(FIELDS, "service");
        Tree.Fields actor = security.map("actor");
        String id = null;
        Tree.Fields meta = null;
        if (actor != null) {
            FieldReader fields = security.inside("actor");
            fields.warnOfUnknown(ACTOR_FIELDS, "service");
            Tree.Scalar given = fields.required("id", actor.place(), "add the actor's id");
            id = given == null ? null : given.text();
            meta = fields.map("meta");
        }
        return new ServiceSecurity(
                id,
                meta == null ? Map.of() : meta.value(Tree.Scalar::text),
                security.has("policies") || security.has("groups"),
                ids(security, "policies", definition),
                ids(security, "groups", definition));
    }

    /** An id without a namespace is one of the service's own. */
    private static Set<String> ids(FieldReader security, String field, Definition definition) {
        return security.texts(field).stream()
                .map(Tree.Scalar::text)
                .map(id -> id.contains(":") ? id : definition.namespace() + ":" + id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
