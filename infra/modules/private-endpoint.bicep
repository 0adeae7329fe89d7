// One way from the private network to one part of one resource.
param name string
param location string
param resourceId string

@description('Which part, as in blob.')
param part string
param subnetId string
param zoneName string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: zoneName
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: name
        properties: { privateLinkServiceId: resourceId, groupIds: [part] }
      }
    ]
  }

  resource addresses 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: part, properties: { privateDnsZoneId: zone.id } }]
    }
  }
}
