"""How the tests of the screens ask for pages and send words."""

from django.urls import reverse


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def words(section, body, **more):
    return {"body": body, "section": section.pk, "revision": section.revision} | more


def edit(client, section, body, **more):
    return client.post(address("section-edit", section), words(section, body, **more))


def save(client, section, body, **more):
    return client.post(address("section-save", section), words(section, body, **more), content_type="application/json")


def address(name, section):
    return reverse(name, args=[section.plan.slug, section.position])


def text_of(client, plan):
    return client.get(plan.get_absolute_url()).content.decode()
