// The library face: a program that imports Crosswalk sees what these rooms make public, and needs no other import.
@_exported public import AutoMapper
@_exported public import Workflow
@_exported public import XSLT
