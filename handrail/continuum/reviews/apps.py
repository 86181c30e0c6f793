from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "handrail.continuum.reviews"
    label = "reviews"
